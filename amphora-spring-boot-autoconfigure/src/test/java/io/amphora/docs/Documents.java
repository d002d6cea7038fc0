package io.amphora.docs;

import java.io.IOException;
import java.nio.file.Files;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares pages with what should be there, or writes it.
 */
final class Documents {

	private Documents() {
	}

	static void requireText(Page page, String expected) throws IOException {
		if (Boolean.getBoolean("amphora.docs.update")) {
			Files.writeString(page.file(), expected);
		}
		else {
			assertThat(page.file()).hasContent(expected);
		}
	}

}
