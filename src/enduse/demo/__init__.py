"""The bundled reports that `enduse demo` reads; see the README beside them."""
