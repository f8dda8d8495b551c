"""The rules of codebook version 1, one theme to a file. Whatever changes here changes ENGINE_VERSION."""
