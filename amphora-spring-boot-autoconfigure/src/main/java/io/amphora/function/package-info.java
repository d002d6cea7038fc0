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

/**
 * Detection of the annotated methods of beans, which become functions of a server.
 * <p>
 * The exceptions and {@link io.amphora.function.ArgumentValidator} are API, the other
 * types are internal. Start reading at
 * {@link io.amphora.function.AmphoraFunctionDetector}, which turns the methods of a bean
 * into function definitions. {@code ArgumentBinder} converts the arguments of a call to
 * the parameters of a method.
 */
@NullMarked
package io.amphora.function;

import org.jspecify.annotations.NullMarked;
