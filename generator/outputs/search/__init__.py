"""Full-text search that finds every phrase: tokens, their places, and the files that a browser searches.

Decision. Context: Pagefind's extended build cuts Chinese with one dictionary when it indexes and the browser
cuts the query with another, so phrases are missed; fed with single characters it finds them all, but at
100,000 records a query takes 270 requests and 7 MB, since such lists are long and every shard is asked.
Decision: we cut text and query ourselves, every Han character and digit a token (`tokens`), and index the
places of pairs of tokens (`postings`) in shards of years (`shard`, `index`). Consequence: a phrase that
stands in a document finds it, at a third to a tenth of the bytes; text is stored once more beside the index
(`documents`), because excerpts cannot be made of places.

    tokens, characters, numbers   text as codes: what counts as equal
    blocks, records, documents    a record as the search sees it, and the files of its text
    varints, postings, shard      the index of some years
    index, shard_cache            which years make a shard, copies of earlier builds, what names the rest
    suggest                       suggestions while typing, an index of titles alone
"""
