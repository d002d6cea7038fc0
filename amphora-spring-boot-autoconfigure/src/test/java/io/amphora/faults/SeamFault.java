package io.amphora.faults;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Throws at the n-th use of a seam, once. Thread-safe.
 */
final class SeamFault {

	private volatile @Nullable Armed armed;

	/** Throw something at the n-th use of a seam from now on. */
	void arm(Seam seam, int use, Throwable failure) {
		this.armed = new Armed(seam, new AtomicInteger(use), failure);
	}

	boolean thrown() {
		Armed current = this.armed;
		return current != null && current.usesLeft().get() <= 0;
	}

	void disarm() {
		this.armed = null;
	}

	/** A seam is used. */
	void use(Seam seam) {
		Armed current = this.armed;
		if (current != null && current.seam() == seam && current.usesLeft().decrementAndGet() == 0) {
			throw SeamFault.<RuntimeException>unchecked(current.failure());
		}
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E unchecked(Throwable failure) throws E {
		throw (E) failure;
	}

	private record Armed(Seam seam, AtomicInteger usesLeft, Throwable failure) {
	}

}
