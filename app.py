"""The web app's entry point: ``python app.py``."""

from reportqa.web.server import main

if __name__ == "__main__":
    main()
