/**
 * What becomes of requests while something breaks: continuous load, a fault made for
 * real, and a ledger of every request.
 */
@NullMarked
package io.amphora.faults;

import org.jspecify.annotations.NullMarked;
