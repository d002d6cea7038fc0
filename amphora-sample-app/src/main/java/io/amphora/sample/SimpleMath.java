package io.amphora.sample;

import java.util.concurrent.CompletableFuture;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;

/**
 * The functions of {@code simplemath} as a caller writes them.
 */
@AmphoraContract("simplemath")
interface SimpleMath {

	int add(int x, int y);

	CompletableFuture<Integer> multiply(int x, int y);

	@AmphoraFunction("sub")
	int subtract(int x, int y);

	default int square(int x) {
		return multiply(x, x).join();
	}

}
