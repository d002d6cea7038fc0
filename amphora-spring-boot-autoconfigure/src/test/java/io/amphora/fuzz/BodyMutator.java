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

package io.amphora.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a bad body of a good one. Most mutations are small, so that they get far.
 */
final class BodyMutator {

	private static final List<Integer> DEPTHS = List.of(3, 50, 98, 99, 100, 101, 150, 1000, 20_000);

	private static final List<Integer> LENGTHS = List.of(20, 300, 999, 1000, 1001, 5000, 100_000);

	private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE,
			StandardCharsets.ISO_8859_1, Charset.forName("UTF-32"));

	private static final int RARELY = 50;

	private final RandomGenerator random;

	private final List<UnaryOperator<byte[]>> small = List.of(this::flip, this::overwrite, this::remove, this::repeat,
			this::insert, this::insert, this::replace, this::truncate, this::splice);

	private final List<UnaryOperator<byte[]>> large = List.of(this::nest, this::number, this::text, this::recode,
			this::compress, this::noise);

	BodyMutator(RandomGenerator random) {
		this.random = random;
	}

	byte[] mutate(byte[] body) {
		byte[] mutated = body;
		for (int left = 1 + this.random.nextInt(4); left > 0; left--) {
			boolean rare = this.random.nextInt(RARELY) == 0;
			mutated = Corpus.pick(this.random, rare ? this.large : this.small).apply(mutated);
		}
		return mutated;
	}

	private byte[] flip(byte[] body) {
		byte[] mutated = body.clone();
		if (mutated.length > 0) {
			mutated[this.random.nextInt(mutated.length)] ^= (byte) (1 << this.random.nextInt(8));
		}
		return mutated;
	}

	private byte[] overwrite(byte[] body) {
		byte[] mutated = body.clone();
		if (mutated.length > 0) {
			mutated[this.random.nextInt(mutated.length)] = (byte) this.random.nextInt(256);
		}
		return mutated;
	}

	private byte[] remove(byte[] body) {
		int from = position(body);
		return change(body, from, position(body, from), new byte[0]);
	}

	private byte[] repeat(byte[] body) {
		int from = position(body);
		int to = position(body, from);
		byte[] part = change(body, 0, from, new byte[0]);
		byte[] copy = change(part, to - from, part.length, new byte[0]);
		return change(body, to, to, copy);
	}

	private byte[] insert(byte[] body) {
		int at = position(body);
		return change(body, at, at, Corpus.fragment(this.random));
	}

	private byte[] replace(byte[] body) {
		int from = position(body);
		return change(body, from, position(body, from), Corpus.fragment(this.random));
	}

	private byte[] truncate(byte[] body) {
		return change(body, position(body), body.length, new byte[0]);
	}

	private byte[] splice(byte[] body) {
		byte[] other = this.random.nextBoolean() ? Corpus.request(this.random) : Corpus.response(this.random);
		return change(body, position(body), body.length, change(other, 0, position(other), new byte[0]));
	}

	private byte[] nest(byte[] body) {
		int depth = Corpus.pick(this.random, DEPTHS);
		boolean arrays = this.random.nextBoolean();
		String nested = (arrays ? "[" : "{\"a\":").repeat(depth) + "1" + (arrays ? "]" : "}").repeat(depth);
		return insertValue(body, nested);
	}

	private byte[] number(byte[] body) {
		String digits = "9".repeat(Corpus.pick(this.random, LENGTHS));
		return insertValue(body, switch (this.random.nextInt(4)) {
			case 0 -> digits;
			case 1 -> "-0." + digits;
			case 2 -> "1e" + digits;
			default -> "1e" + this.random.nextInt();
		});
	}

	private byte[] text(byte[] body) {
		String unit = Corpus.pick(this.random, List.of("x", "\\n", "\\ud83d", "\u00e4", "\ud83d\ude00", " ", "\t"));
		return insertValue(body, "\"" + unit.repeat(Corpus.pick(this.random, LENGTHS)) + "\"");
	}

	/** Where an argument or a result may begin, so that it is read as one. */
	private byte[] insertValue(byte[] body, String value) {
		String text = new String(body, StandardCharsets.ISO_8859_1);
		int array = text.indexOf("\"args\":[");
		int result = text.indexOf("\"result\":");
		int at = (array >= 0) ? array + 8 : (result >= 0) ? result + 9 : position(body);
		return change(body, at, at, (value + ((array >= 0) ? "," : "")).getBytes(StandardCharsets.UTF_8));
	}

	private byte[] recode(byte[] body) {
		return new String(body, StandardCharsets.UTF_8).getBytes(Corpus.pick(this.random, CHARSETS));
	}

	/** A bomb: a megabyte in a thousandth of it. */
	private byte[] compress(byte[] body) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(body);
			gzip.write(new byte[1024 * 1024]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

	private byte[] noise(byte[] body) {
		byte[] noise = new byte[this.random.nextInt(200)];
		this.random.nextBytes(noise);
		return noise;
	}

	private int position(byte[] body) {
		return this.random.nextInt(body.length + 1);
	}

	private int position(byte[] body, int from) {
		return from + this.random.nextInt(Math.min(16, body.length - from) + 1);
	}

	private static byte[] change(byte[] body, int from, int to, byte[] replacement) {
		byte[] changed = new byte[body.length - (to - from) + replacement.length];
		System.arraycopy(body, 0, changed, 0, from);
		System.arraycopy(replacement, 0, changed, from, replacement.length);
		System.arraycopy(body, to, changed, from + replacement.length, body.length - to);
		return changed;
	}

}
