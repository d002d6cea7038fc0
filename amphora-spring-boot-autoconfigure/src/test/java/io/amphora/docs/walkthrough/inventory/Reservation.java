package io.amphora.docs.walkthrough.inventory;

// tag::record[]
public record Reservation(String article, int count) {
}
// end::record[]
