"""Files that come in and go out: the sample's shape, and the one JSON schema of a visit."""
