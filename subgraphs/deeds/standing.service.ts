import type { DeedTask } from '#lib/events.ts'
import { beginningOf, type Span } from '#lib/leaderboard/leaderboard.ts'
import type { Context } from './context.ts'
import { talliesIn } from './standing.queries.ts'
import { TASKS } from './tasks.ts'

export interface Tally {
  deeds: number
  participants: number
  kgCo2: number
  kgWaste: number
}
export type TaskTally = Tally & { task: DeedTask }

/** What all have done together in a period, by the figures of `tasks.ts`. For everybody. */
export async function impactIn({ db }: Context, span: Span): Promise<Tally & { tasks: TaskTally[] }> {
  const rows = new Map((await talliesIn(db, span.period, beginningOf(span))).map((row) => [row.task, row]))
  const tasks = TASKS.map(({ task, impact }) => {
    const { deeds, participants } = rows.get(task) ?? NONE
    return { task, deeds, participants, kgCo2: deeds * (impact?.kgCo2 ?? 0), kgWaste: deeds * (impact?.kgWaste ?? 0) }
  })
  const { deeds, participants } = rows.get('ALL') ?? NONE
  return { deeds, participants, kgCo2: sum(tasks, 'kgCo2'), kgWaste: sum(tasks, 'kgWaste'), tasks }
}

const NONE = { deeds: 0, participants: 0 }
const sum = (tallies: readonly Tally[], of: 'kgCo2' | 'kgWaste') => tallies.reduce((all, tally) => all + tally[of], 0)
