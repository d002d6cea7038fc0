/**
 * The code of the page about moving from HTTP interface clients.
 */
@NullMarked
package io.amphora.docs.migration.http;

import org.jspecify.annotations.NullMarked;
