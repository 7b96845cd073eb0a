from hypothesis import given, settings
from hypothesis import strategies as st

from implementation.data_readiness.duplicates.clusters import clusters
from implementation.data_readiness.duplicates.weights import CERTAIN


def test_linked_rows_are_one_cluster():
    assert clusters([(1, 2, 9.0), (2, 3, 8.0), (5, 6, 7.0)], threshold=2) == [[1, 2, 3], [5, 6]]


def test_pairs_below_the_threshold_do_not_link():
    assert clusters([(1, 2, 1.9), (3, 4, 2.0)], threshold=2) == [[3, 4]]


def test_a_weak_chain_does_not_make_one_record_of_strangers():
    edges = [(1, 2, 9.0), (3, 4, 9.0), (2, 3, 3.0)]

    assert clusters(edges, threshold=2) == [[1, 2], [3, 4]]


def test_equal_rows_link_whatever_the_chain():
    edges = [(at, at + 1, CERTAIN) for at in range(50)]

    assert clusters(edges, threshold=2) == [list(range(51))]


def test_a_pair_judged_different_keeps_its_clusters_apart():
    edges = [(1, 2, 9.0), (2, 3, 8.0), (1, 3, 7.0)]

    assert clusters(edges, threshold=2, different=[(1, 3)]) == [[1, 2]]


def test_a_pair_judged_the_same_links_below_the_threshold():
    assert clusters([(1, 2, -1.0)], threshold=2, same=[(1, 2)]) == [[1, 2]]


edge = st.tuples(st.integers(0, 12), st.integers(0, 12), st.floats(-4, 20)).filter(lambda e: e[0] < e[1])


@settings(max_examples=50, deadline=None)
@given(edges=st.lists(edge, max_size=40), apart=st.lists(edge, max_size=5), threshold=st.floats(-4, 20))
def test_clusters_part_the_rows(edges, apart, threshold):
    """Being in one cluster is an equivalence: no row is in two clusters, none stands twice in one."""
    found = clusters(edges, threshold=threshold, different=[(a, b) for a, b, _score in apart])

    rows = [row for cluster in found for row in cluster]
    assert len(rows) == len(set(rows))
    assert all(len(cluster) > 1 for cluster in found)
    assert not any(a in cluster and b in cluster for a, b, _score in apart for cluster in found)


@settings(max_examples=50, deadline=None)
@given(edges=st.lists(edge, max_size=40, unique_by=lambda e: e[:2]), data=st.data())
def test_the_order_of_the_pairs_does_not_matter(edges, data):
    shuffled = data.draw(st.permutations(edges))

    assert clusters(shuffled, threshold=2) == clusters(edges, threshold=2)
