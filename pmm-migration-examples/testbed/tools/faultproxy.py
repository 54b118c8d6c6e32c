"""A TCP proxy on loopback that is slow, stalls or cuts: python3 faultproxy.py --listen PORT --target PORT [OPTIONS]"""
import argparse
import socket
import struct
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("--listen", type=int, required=True)
parser.add_argument("--target", type=int, required=True)
parser.add_argument("--rate", type=int, default=0, help="bytes a second from the target, all connections together")
parser.add_argument("--latency", type=float, default=0, help="seconds before the first byte of each reply")
parser.add_argument("--stall-after", type=int, default=-1, help="bytes from the target after which a connection says nothing more")
parser.add_argument("--cut-after", type=int, default=-1, help="bytes from the target after which a connection is reset")
parser.add_argument("--cuts", type=int, default=1 << 30, help="how many connections are cut before the proxy behaves")
options = parser.parse_args()

lock = threading.Lock()
allowance = [time.monotonic()]
cuts_left = [options.cuts]


def pace(size):
    """Waits until the common rate allows that many bytes more."""
    if options.rate:
        with lock:
            allowance[0] = max(allowance[0], time.monotonic()) + size / options.rate
            until = allowance[0]
        time.sleep(max(0.0, until - time.monotonic()))


def take_cut():
    with lock:
        cuts_left[0] -= 1
        return cuts_left[0] >= 0


def reset(connection):
    """Ends a connection at once. The shutdown wakes the thread that reads from it, without which nothing would be sent."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    connection.close()


def upstream(client, server):
    try:
        while data := client.recv(65536):
            server.sendall(data)
        server.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def downstream(client, server):
    passed = 0
    try:
        while data := server.recv(16384):
            if options.latency:
                time.sleep(options.latency)
            pace(len(data))
            passed += len(data)
            if 0 <= options.stall_after < passed:
                threading.Event().wait()
            if 0 <= options.cut_after < passed and take_cut():
                reset(client)
                reset(server)
                return
            client.sendall(data)
        client.shutdown(socket.SHUT_WR)
    except OSError:
        reset(client)


listener = socket.create_server(("127.0.0.1", options.listen), backlog=64)
print("listening", flush=True)
while True:
    accepted, _ = listener.accept()
    target = socket.create_connection(("127.0.0.1", options.target))
    for function in (upstream, downstream):
        threading.Thread(target=function, args=(accepted, target), daemon=True).start()
