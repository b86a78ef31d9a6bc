"""The words of the interface, one TOML file a language; ``generator.catalogue`` reads them."""
