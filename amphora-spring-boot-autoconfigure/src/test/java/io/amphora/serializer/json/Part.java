package io.amphora.serializer.json;

import org.jspecify.annotations.Nullable;

record Part(int count, @Nullable String name) {
}
