// Meson wants a source in every library; this face has none.
