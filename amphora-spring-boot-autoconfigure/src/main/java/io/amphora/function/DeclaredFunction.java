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

import io.amphora.server.function.Acknowledge;

/**
 * A method that is a function, as declared by annotations.
 *
 * @param method the method
 * @param name the name of the function; empty for the name of the method
 * @param service the service; empty for the default service
 * @param fanout whether every server handles its requests
 * @param acknowledge when its requests are acknowledged
 * @param interruptible whether its thread is interrupted when its call is cancelled
 * @param maxRunTime the maximum run time; empty for that of the server
 * @param cancellable whether callers can cancel it
 */
record DeclaredFunction(Method method, String name, String service, boolean fanout, Acknowledge acknowledge,
		boolean interruptible, String maxRunTime, boolean cancellable) {
}
