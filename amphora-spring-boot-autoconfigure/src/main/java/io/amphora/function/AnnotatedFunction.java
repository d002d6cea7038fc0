/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.function;

import java.lang.reflect.Method;

import io.amphora.server.function.FunctionDefinition;

/**
 * A function that a bean serves.
 *
 * @param service the service that it belongs to
 * @param name the name that callers use
 * @param fanout whether every server of the service handles its requests
 * @param beanName the bean
 * @param method the method of the bean's class
 * @param definition the definition for the server
 * @since 0.1.0
 */
public record AnnotatedFunction(String service, String name, boolean fanout, String beanName, Method method,
		FunctionDefinition definition) {
}
