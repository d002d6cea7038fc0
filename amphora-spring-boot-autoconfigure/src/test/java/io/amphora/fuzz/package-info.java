/**
 * Bad input, and a lot of it: mutated requests and responses against servers and clients,
 * and these started and stopped in any order.
 */
@NullMarked
package io.amphora.fuzz;

import org.jspecify.annotations.NullMarked;
