/**
 * The application that calls the service.
 */
@NullMarked
package io.amphora.docs.walkthrough.shop;

import org.jspecify.annotations.NullMarked;
