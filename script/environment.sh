# Sourced by script/serve, script/test and script/check: makes .venv with Python 3.11 or later and installs
# the project into it, only when pyproject.toml or constraints.txt have changed.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUTF8=1

find_python() {
  for name in python3 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "Python 3.11 or later was not found (tried python3, python3.13, python3.12, python3.11)." \
    "Install it, then run this again." >&2
  return 1
}

# prepare EXTRAS: installs the project with these extras, such as 'test,ocr' ('' for none)
prepare() {
  if ! .venv/bin/python -c '' 2>/dev/null; then
    local python
    python=$(find_python) || exit 1
    echo "Making .venv with $("$python" --version) …" >&2
    if ! "$python" -m venv --clear .venv; then
      rm -rf .venv
      echo "$python could not make .venv. On Debian and Ubuntu: apt-get install python3-venv; then run this again." >&2
      exit 1
    fi
  fi
  local wanted stamp
  wanted=$(.venv/bin/python - "$1" <<'PYTHON'
import hashlib, pathlib, sys
parts = [pathlib.Path(name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
print(hashlib.sha256(b"\0".join([*parts, sys.version.encode(), str(pathlib.Path.cwd()).encode()])).hexdigest())
PYTHON
  )
  # what was installed with more extras serves for fewer
  for stamp in ".venv/installed-$1" .venv/installed-test,ocr; do
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
      return
    fi
  done
  echo "Installing the project and its libraries into .venv (only this once; minutes) …" >&2
  local quiet=-qq
  [ -t 2 ] && quiet=
  .venv/bin/python -m pip install $quiet -c constraints.txt -e ".${1:+[$1]}"
  echo "$wanted" >".venv/installed-$1"
}
