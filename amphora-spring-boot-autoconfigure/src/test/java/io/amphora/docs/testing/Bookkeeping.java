package io.amphora.docs.testing;

import org.springframework.stereotype.Component;

/**
 * Has nothing to do with functions, and would not start in a test.
 */
@Component
class Bookkeeping {

	Bookkeeping() {
		throw new IllegalStateException("There is no ledger");
	}

}
