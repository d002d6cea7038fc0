/**
 * The module with the contract.
 */
@NullMarked
package io.amphora.docs.walkthrough.inventory;

import org.jspecify.annotations.NullMarked;
