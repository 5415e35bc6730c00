from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.errors import IndexProblem
from reportqa.search import faiss_store
from reportqa.search.faiss_store import FaissStore
from reportqa.search.hybrid import centre, corpus_mean, fuse, normalise

DIMENSION = 8


def brute_force(ids, vectors, query, limit, allowed=None):
    scores = vectors @ query
    found = [(int(i), float(s)) for i, s in zip(ids, scores, strict=True) if allowed is None or i in allowed]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


def assert_same(found, expected):
    assert [i for i, _ in found] == [i for i, _ in expected]
    assert np.allclose([s for _, s in found], [s for _, s in expected], atol=1e-6)


@st.composite
def stores(draw):
    # Small integers make scores exact and ties frequent.
    count = draw(st.integers(0, 30))
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    ids = random.permutation(1000)[:count].astype(np.int64)
    vectors = random.integers(-2, 3, (count, DIMENSION)).astype(np.float32)
    query = random.integers(-2, 3, DIMENSION).astype(np.float32)
    allowed = (
        None if draw(st.booleans()) else set(random.integers(0, 1000, 40).tolist()) | set(ids[::2].tolist())
    )
    return ids, vectors, query, draw(st.integers(1, 12)), allowed


@pytest.mark.parametrize("small", [0, 2000], ids=["through FAISS", "plain product"])
@settings(max_examples=60, deadline=None)
@given(case=stores())
def test_ids_and_scores_equal_brute_force_also_after_save_and_load(small, case):
    ids, vectors, query, limit, allowed = case
    before, faiss_store.SMALL = faiss_store.SMALL, small
    try:
        store = FaissStore(DIMENSION)
        half = len(ids) // 2
        store.add(ids[:half], vectors[:half])
        assert_same(
            store.search(query, limit, allowed),
            brute_force(ids[:half], vectors[:half], query, limit, allowed),
        )
        store.add(ids[half:], vectors[half:])
        expected = brute_force(ids, vectors, query, limit, allowed)
        assert_same(store.search(query, limit, allowed), expected)
        loaded = FaissStore.from_bytes(store.to_bytes())
        assert len(loaded) == len(ids)
        assert_same(loaded.search(query, limit, allowed), expected)
        loaded.add(np.array([5000]), query[None, :])
        assert 5000 in [i for i, _ in loaded.search(query, limit + len(ids))]
    finally:
        faiss_store.SMALL = before


def test_large_stores_equal_brute_force():
    random = np.random.default_rng(7)
    vectors = normalise(random.normal(size=(5000, 32)).astype(np.float32))
    store = FaissStore(32)
    store.add(np.arange(5000), vectors)
    for query in vectors[:5]:
        assert_same(store.search(query, 20), brute_force(range(5000), vectors, query, 20))
        allowed = set(range(100, 4000))
        assert_same(store.search(query, 20, allowed), brute_force(range(5000), vectors, query, 20, allowed))


def test_bad_shapes_and_ids_are_refused():
    store = FaissStore(3)
    store.add(np.array([1]), np.ones((1, 3), np.float32))
    with pytest.raises(ValueError, match=r"expected vectors of shape \(2, 3\)"):
        store.add(np.array([2, 3]), np.ones((2, 4), np.float32))
    with pytest.raises(ValueError, match="already"):
        store.add(np.array([1]), np.ones((1, 3), np.float32))
    with pytest.raises(ValueError, match="3 numbers"):
        store.search(np.ones(4, np.float32), 1)


@pytest.mark.parametrize("data", [b"", b"RQF1", b"XXXX" + b"\0" * 40, b"RQF1" + b"\x08" + b"\0" * 40])
def test_damaged_bytes_name_the_command_that_mends(data):
    with pytest.raises(IndexProblem, match="reportqa index --rebuild"):
        FaissStore.from_bytes(data)


def test_a_cut_off_file_is_damaged():
    store = FaissStore(3)
    store.add(np.array([1, 2]), np.ones((2, 3), np.float32))
    with pytest.raises(IndexProblem, match="damaged"):
        FaissStore.from_bytes(store.to_bytes()[:-8])


def test_fusion_adds_reciprocal_ranks():
    fused = fuse([[3, 1, 2], [1, 4]])
    assert list(fused) == [1, 3, 4, 2]
    assert fused[1] == pytest.approx(1 / 62 + 1 / 61)
    assert fuse([[], []]) == {}
    assert list(fuse([[2], [1]])) == [1, 2]


def test_centring_spreads_vectors_that_share_a_direction():
    random = np.random.default_rng(1)
    vectors = normalise((random.normal(size=(50, 16)) * 0.1 + 1).astype(np.float32))
    mean = corpus_mean(vectors)
    centred = centre(vectors, mean)
    assert np.allclose(np.linalg.norm(centred, axis=1), 1, atol=1e-5)
    assert np.mean(vectors @ vectors.T) > 0.9 > 0.2 > abs(np.mean(centred @ centred.T))
    assert corpus_mean(vectors[:2]) is None
    assert centre(vectors, None) is vectors
    assert not np.isnan(centre(mean[None, :], mean)).any()
