/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.sample;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.amphora.AmphoraException;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * A part of the demonstration, which runs after start-up and prints a heading and the
 * results of its calls.
 */
abstract class Section implements ApplicationRunner {

	private final String heading;

	Section(String heading) {
		this.heading = heading;
	}

	@Override
	public final void run(ApplicationArguments arguments) throws Exception {
		System.out.println();
		System.out.println("== " + this.heading);
		show();
	}

	abstract void show() throws Exception;

	/** Format a call as in source code. */
	static String call(String function, Object... args) {
		return Arrays.stream(args).map(String::valueOf).collect(Collectors.joining(", ", function + "(", ")"));
	}

	static void print(String call, Callable<?> result) throws Exception {
		try {
			System.out.println(call + " = " + result.call());
		}
		catch (AmphoraException ex) {
			System.out.println(call + " -> " + ex.getMessage());
		}
	}

	static void print(String text) {
		System.out.println(text);
	}

}
