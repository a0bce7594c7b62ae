import { PageTitle } from '../ui/page-title.tsx'
import { Charts } from './charts.tsx'
import { Controls } from './controls.tsx'
import { Said } from './said.tsx'
import { Shown } from './shown.tsx'

/**
 * Every piece of the kit in every state, for whoever builds pages. Reached by its address alone; the sweep of `test/web` looks at it. Its words are English:
 * they are about the kit, not of it.
 */
export function Kitchen() {
  return (
    <>
      <PageTitle aside={<span className="text-sm text-soft">What stands beside a title</span>}>Kitchen</PageTitle>
      <div className="flex flex-col gap-8">
        <Controls />
        <Said />
        <Shown />
        <Charts />
      </div>
    </>
  )
}
