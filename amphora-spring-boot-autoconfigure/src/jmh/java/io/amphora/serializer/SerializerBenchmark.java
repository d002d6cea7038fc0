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

package io.amphora.serializer;

import java.util.List;
import java.util.Map;

import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/**
 * What JSON costs. To read is to read the argument or the result as well.
 */
@State(Scope.Thread)
public class SerializerBenchmark {

	/** Which Jackson. */
	@Param({ "2", "3" })
	public int jackson;

	/** How large a request is. */
	@Param({ "40", "4096" })
	public int size;

	private RpcSerializer serializer;

	private RpcCall call;

	private RpcResult result;

	private byte[] callBody;

	private byte[] resultBody;

	/**
	 * Create what is written and read.
	 */
	@Setup
	public void create() {
		this.serializer = (this.jackson == 2) ? new Jackson2RpcSerializer()
				: new Jackson3RpcSerializer(JsonMapper.builder().build());
		int envelope = this.serializer.serializeCall(call("")).length;
		String text = "x".repeat(this.size - envelope);
		this.call = call(text);
		this.result = new RpcResult.Value(text);
		this.callBody = this.serializer.serializeCall(this.call);
		this.resultBody = this.serializer.serializeResult(this.result);
	}

	private static RpcCall call(String text) {
		return new RpcCall("echo", List.of(text), Map.of());
	}

	/**
	 * What a client does first.
	 * @return the body
	 */
	@Benchmark
	public byte[] writeCall() {
		return this.serializer.serializeCall(this.call);
	}

	/**
	 * What a server does first.
	 * @return the argument
	 */
	@Benchmark
	public Object readCall() {
		return this.serializer.deserializeCall(this.callBody).args().get(0).as(String.class);
	}

	/**
	 * What a server does at the end.
	 * @return the body
	 */
	@Benchmark
	public byte[] writeResult() {
		return this.serializer.serializeResult(this.result);
	}

	/**
	 * What a client does at the end.
	 * @return the result
	 */
	@Benchmark
	public Object readResult() {
		return ((ReceivedResult.Value) this.serializer.deserializeResult(this.resultBody)).value().as(String.class);
	}

}
