// Loaded before anything else (node --require), for the number of threads is read when the first of them starts.
// A thread that makes a file durable waits for the disk and cannot do anything else: with Node's four, sixteen uploads at
// once stand in line behind each other while both processor and disk are idle.
process.env.UV_THREADPOOL_SIZE ??= "16";
