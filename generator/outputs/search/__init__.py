"""Full-text search that finds every phrase: tokens, and the index that Pagefind builds of them.

Decision. Context: Pagefind's extended build cuts Chinese with one dictionary when it indexes and the
browser cuts the query with another, so phrases are missed. Decision: we cut text and query ourselves, every
Han character and digit a token (`tokens`), give each token the form of a plain word of letters that
Pagefind passes through untouched (`words`), and ask Pagefind for the query as one exact phrase.
Consequence: a phrase that stands in a document finds it; text is stored once more beside the index
(`text/`), because excerpts cannot be made of encoded words.
"""
