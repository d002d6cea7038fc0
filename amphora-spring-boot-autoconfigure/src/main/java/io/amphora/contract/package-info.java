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
 * Typed clients, which are interfaces whose methods are remote functions.
 * <p>
 * {@link io.amphora.contract.ImportAmphoraContracts @ImportAmphoraContracts},
 * {@link io.amphora.contract.AmphoraContracts} and
 * {@link io.amphora.contract.InvalidContractException} are API, the other types are
 * internal. Start reading at {@code ContractReader}, which turns the methods of an
 * interface into remote functions. {@code ContractHandler} calls them.
 */
@NullMarked
package io.amphora.contract;

import org.jspecify.annotations.NullMarked;
