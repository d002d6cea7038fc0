/**
 * Typed clients, which are interfaces whose methods are remote functions.
 */
@NullMarked
package io.amphora.contract;

import org.jspecify.annotations.NullMarked;
