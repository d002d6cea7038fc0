package io.amphora.serializer;

import java.util.Locale;

enum Colour {

	RED, BLUE;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT) + "ish";
	}

}
