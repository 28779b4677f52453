"""Forms check shape; the operations decide."""
