// The calendar by the given package `node-cron`. A run that fails is logged and the next one comes all the same.
import cron from 'node-cron';
import type { Log } from '../ports/log.ts';
import type { Scheduler } from '../ports/scheduler.ts';

export function cronScheduler(log: Log): Scheduler {
  return {
    at(expression, timeZone, work) {
      const task = cron.schedule(
        expression,
        async () => {
          try {
            await work();
          } catch (error) {
            log.error({ error, expression }, 'scheduled work failed');
          }
        },
        { timezone: timeZone, noOverlap: true },
      );
      return () => {
        void task.destroy();
      };
    },
  };
}
