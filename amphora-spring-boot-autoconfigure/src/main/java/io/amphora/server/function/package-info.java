/**
 * Functions that a server runs. Part of the API: start with
 * {@link io.amphora.server.function.FunctionDefinition}.
 */
@NullMarked
package io.amphora.server.function;

import org.jspecify.annotations.NullMarked;
