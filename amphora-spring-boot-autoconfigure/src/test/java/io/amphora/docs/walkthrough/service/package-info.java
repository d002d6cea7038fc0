/**
 * The application that serves the contract.
 */
@NullMarked
package io.amphora.docs.walkthrough.service;

import org.jspecify.annotations.NullMarked;
