/** What containers write, one of each kind in turn: access logs, JSON, plain levels, logfmt, a trace, a secret. */
export function sampleLine(nth: number): string {
  const id = (nth * 2_654_435_761) % 1_000_003;
  switch (nth % 10) {
    case 0:
    case 1:
    case 2:
      return `10.0.${id % 8}.${id % 250} - - [04/Mar/2026:03:00:00 +0000] "GET /orders/${id}?page=2 HTTP/1.1" 200 ${id % 9000} "-" "curl/8.4"`;
    case 3:
    case 4:
      return `{"level":"info","msg":"order stored","orderId":"o-${id}","tookMs":${id % 300},"trace":"4bf92f3577b34da6a3ce929d0e0e${String(nth % 10_000).padStart(4, '0')}"}`;
    case 5:
      return `2026-03-04 03:00:00,123 INFO [worker-${id % 4}] com.example.Orders - stored order ${id} in ${id % 300} ms`;
    case 6:
      return `level=info msg="cache hit" key=user:${id} ttl=30 region=eu-central-1`;
    case 7:
      return `GET /health 200 ${id % 10}.${id % 7} ms`;
    case 8:
      return nth % 100 === 8
        ? `ERROR could not charge order ${id}: Bearer a1B2c3D4e5F6g7H8${id}`
        : `worker ${id % 16} took job ${id} from queue orders`;
    default:
      return nth % 100 === 9
        ? `\tat com.example.Orders.charge(Orders.java:${id % 500})`
        : `WARN retrying payment ${id}, attempt ${1 + (id % 3)}`;
  }
}
