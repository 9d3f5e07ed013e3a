import { readFile } from 'node:fs/promises';

/** Resident memory of a process in bytes, as the kernel counts it (Linux). */
export const residentBytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN);
  return kilobytes * 1024;
};

/** Looks at a process's memory all the while; `stop` gives the most it had. */
export const watchMemory = (pid: number, everyMs = 50) => {
  let most = 0;
  const look = async (): Promise<void> => {
    most = Math.max(most, await residentBytes(pid).catch(() => 0));
  };
  const timer = setInterval(() => void look(), everyMs);
  return {
    stop: async (): Promise<number> => {
      clearInterval(timer);
      await look();
      return most;
    },
  };
};
