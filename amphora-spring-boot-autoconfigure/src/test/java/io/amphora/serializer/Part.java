package io.amphora.serializer;

import org.jspecify.annotations.Nullable;

record Part(int count, @Nullable String name) {
}
