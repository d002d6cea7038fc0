package io.amphora.annotation.base;

import io.amphora.annotation.AmphoraFunction;

/**
 * A base class of beans in other packages.
 */
public abstract class NamedFunctions {

	private final String name;

	protected NamedFunctions(String name) {
		this.name = name;
	}

	@AmphoraFunction
	String hidden() {
		return "hidden " + this.name;
	}

	/**
	 * A method that subclasses inherit.
	 * @return the name
	 */
	@AmphoraFunction
	protected String inherited() {
		return "inherited " + this.name;
	}

}
