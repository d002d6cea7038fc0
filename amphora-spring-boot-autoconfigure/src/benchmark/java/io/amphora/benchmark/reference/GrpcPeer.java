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

package io.amphora.benchmark.reference;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.google.protobuf.StringValue;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

import org.springframework.context.support.StaticApplicationContext;
import org.springframework.grpc.client.ClientInterceptorsConfigurer;
import org.springframework.grpc.client.NettyGrpcChannelFactory;
import org.springframework.grpc.server.NettyGrpcServerFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * Unary calls of gRPC, with the factories that Spring gRPC uses. Client and server would
 * share event loops and threads in one process, so each gets those that it would have in
 * a process of its own.
 */
public final class GrpcPeer implements Peer {

	private final GrpcServerLifecycle server;

	private final NettyGrpcChannelFactory channelFactory;

	private final ManagedChannel channel;

	/**
	 * Create client and server.
	 * @param sides the threads of each
	 * @throws Exception if the server cannot start
	 */
	public GrpcPeer(Sides sides) throws Exception {
		this.server = sides.asServer(GrpcPeer::serve);
		this.channelFactory = sides.asClient(GrpcPeer::createChannelFactory);
		this.channel = sides.asClient(() -> this.channelFactory.createChannel("127.0.0.1:" + this.server.getPort()));
	}

	private static GrpcServerLifecycle serve() {
		NettyGrpcServerFactory factory = new NettyGrpcServerFactory("127.0.0.1:0", List.of(GrpcPeer::customize), null,
				null, null);
		factory.addService(GrpcEcho.service());
		GrpcServerLifecycle lifecycle = new GrpcServerLifecycle(factory, Duration.ZERO, (event) -> {
		});
		lifecycle.start();
		return lifecycle;
	}

	private static void customize(NettyServerBuilder builder) {
		EventLoopGroup events = events();
		builder.bossEventLoopGroup(events)
			.workerEventLoopGroup(events)
			.channelType(NioServerSocketChannel.class)
			.executor(threads());
	}

	private static NettyGrpcChannelFactory createChannelFactory() {
		StaticApplicationContext context = new StaticApplicationContext();
		context.refresh();
		ClientInterceptorsConfigurer interceptors = new ClientInterceptorsConfigurer(context);
		interceptors.afterPropertiesSet();
		return new NettyGrpcChannelFactory(List.of(GrpcPeer::customize), interceptors);
	}

	private static void customize(String target, NettyChannelBuilder builder) {
		builder.eventLoopGroup(events()).channelType(NioSocketChannel.class).executor(threads());
	}

	private static EventLoopGroup events() {
		return new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
	}

	private static ExecutorService threads() {
		return Executors.newCachedThreadPool();
	}

	@Override
	public CompletableFuture<?> defer(Body body) {
		CompletableFuture<StringValue> reply = new CompletableFuture<>();
		ClientCalls.asyncUnaryCall(this.channel.newCall(GrpcEcho.METHOD, CallOptions.DEFAULT),
				StringValue.of(body.text()), new ReplyObserver(reply));
		return reply;
	}

	@Override
	public void close() {
		this.channelFactory.destroy();
		this.server.stop();
	}

	/**
	 * Completes a future.
	 *
	 * @param reply the future
	 */
	private record ReplyObserver(CompletableFuture<StringValue> reply) implements StreamObserver<StringValue> {

		@Override
		public void onNext(StringValue value) {
			this.reply.complete(value);
		}

		@Override
		public void onError(Throwable failure) {
			this.reply.completeExceptionally(failure);
		}

		@Override
		public void onCompleted() {
		}

	}

}
