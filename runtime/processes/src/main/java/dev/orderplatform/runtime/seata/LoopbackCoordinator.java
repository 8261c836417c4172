package dev.orderplatform.runtime.seata;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The main class of the transaction coordinator's JVM: Seata's own server, but bound to the loopback interface. Seata
 * 2.0.0 has no setting for that, its bootstrap calls {@code bind(port)}. Here that one call becomes {@code
 * bind("127.0.0.1", port)} before the class is first used. Uses nothing but the JDK: the coordinator's class path has
 * libraries of another generation than ours.
 */
public final class LoopbackCoordinator {
    private static final String BOOTSTRAP = "io.seata.core.rpc.netty.NettyServerBootstrap";
    /** Any class of the same package: its loader gets the changed one. */
    private static final String NEIGHBOUR = "io.seata.core.rpc.netty.NettyServerConfig";

    private static final String MAIN = "io.seata.server.ServerApplication";
    private static final ClassDesc CHANNEL_FUTURE = ClassDesc.of("io.netty.channel.ChannelFuture");
    private static final MethodTypeDesc BIND_EVERYWHERE = MethodTypeDesc.of(CHANNEL_FUTURE, ConstantDescs.CD_int);
    private static final MethodTypeDesc BIND_AT =
            MethodTypeDesc.of(CHANNEL_FUTURE, ConstantDescs.CD_String, ConstantDescs.CD_int);

    private LoopbackCoordinator() {}

    public static void main(String[] arguments) throws Exception {
        var neighbour = Class.forName(NEIGHBOUR, false, LoopbackCoordinator.class.getClassLoader());
        MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(bindingToLoopback(original()));
        Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static byte[] original() throws IOException {
        try (var code = LoopbackCoordinator.class
                .getClassLoader()
                .getResourceAsStream(BOOTSTRAP.replace('.', '/') + ".class")) {
            if (code == null) {
                throw new IllegalStateException(BOOTSTRAP + " is not on the class path");
            }
            return code.readAllBytes();
        }
    }

    /** The same class with its one {@code bind(port)} changed. Anything else than one such call: it does not start. */
    static byte[] bindingToLoopback(byte[] bootstrap) {
        var changed = new AtomicInteger();
        CodeTransform bind = (code, element) -> {
            if (element instanceof InvokeInstruction call
                    && call.name().equalsString("bind")
                    && call.typeSymbol().equals(BIND_EVERYWHERE)) {
                changed.incrementAndGet();
                // On the stack: the bootstrap, the port.
                code.loadConstant("127.0.0.1")
                        .swap()
                        .invoke(Opcode.INVOKEVIRTUAL, call.owner().asSymbol(), "bind", BIND_AT, false);
            } else {
                code.with(element);
            }
        };
        var file = ClassFile.of();
        var result = file.transformClass(file.parse(bootstrap), ClassTransform.transformingMethodBodies(bind));
        if (changed.get() != 1) {
            throw new IllegalStateException("expected one bind(port) in " + BOOTSTRAP + ", found " + changed.get());
        }
        return result;
    }
}
