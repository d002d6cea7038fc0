package io.amphora.serializer.json;

import java.util.Locale;

enum Colour {

	RED, BLUE;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT) + "ish";
	}

}
