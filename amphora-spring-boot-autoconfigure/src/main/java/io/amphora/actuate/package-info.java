/**
 * What Spring Boot's production-ready features tell of clients and servers.
 */
@NullMarked
package io.amphora.actuate;

import org.jspecify.annotations.NullMarked;
