package io.amphora.annotation;

/**
 * A contract with one function.
 */
@AmphoraContract("sums")
interface Sums {

	int add(int x, int y);

	/** Serves it. */
	class Adder implements Sums {

		@Override
		public int add(int x, int y) {
			return x + y;
		}

	}

}
