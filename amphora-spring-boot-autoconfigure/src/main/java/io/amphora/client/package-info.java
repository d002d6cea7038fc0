/**
 * The calling side: clients, calls and their answers.
 */
@NullMarked
package io.amphora.client;

import org.jspecify.annotations.NullMarked;
