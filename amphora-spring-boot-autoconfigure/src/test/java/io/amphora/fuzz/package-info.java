/**
 * Bad input, and a lot of it: mutated requests and responses against servers and clients.
 */
@NullMarked
package io.amphora.fuzz;

import org.jspecify.annotations.NullMarked;
