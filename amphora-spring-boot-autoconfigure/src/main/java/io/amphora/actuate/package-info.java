/**
 * Integration of clients and servers with Spring Boot's production-ready features.
 */
@NullMarked
package io.amphora.actuate;

import org.jspecify.annotations.NullMarked;
