import type { DeedTask } from '#lib/events.ts'

/** What one deed is worth to the world, and the source of the figure. */
export interface Impact {
  kgCo2: number | null
  kgWaste: number | null
  /** What the figure stands for, and what it does not. */
  meaning: string
  source: string
  sourceUrl: string
}

export interface TaskData {
  task: DeedTask
  title: string
  /** How to photograph it. */
  guidance: readonly string[]
  /**
   * MODEL: a model judges the photo, and a person if the model is not sure. PERSON: no model of ours can judge it. CHARGING_SESSION: our
   * own session proves it, by place and time.
   */
  judgedBy: 'MODEL' | 'PERSON' | 'CHARGING_SESSION'
  /** Null if there is no honest figure for one deed; `impactNote` says why. */
  impact: Impact | null
  impactNote: string | null
}

/** Every task, in the order in which clients show them. Limits are in the database (`deed_limit`), rewards in the rewards subgraph. */
export const TASKS: readonly TaskData[] = [
  {
    task: 'TREE_PLANTING',
    title: 'Plant a tree',
    guidance: [
      'Show the planted tree as a whole, and the ground around its stem.',
      'One photo for one tree: take it on the spot, in daylight if you can.',
    ],
    judgedBy: 'PERSON',
    impact: {
      kgCo2: 60,
      kgWaste: null,
      meaning:
        'Carbon dioxide that a tree takes up in its first ten years in a city, averaged over those that die. A tree that is never watered takes up none.',
      source: 'US EPA, Greenhouse Gas Equivalencies Calculator: 0.060 metric ton of CO₂ per urban tree planted',
      sourceUrl: 'https://www.epa.gov/energy/greenhouse-gases-equivalencies-calculator-calculations-and-references',
    },
    impactNote: null,
  },
  {
    task: 'LITTER_CLEAN_UP',
    title: 'Clear litter',
    guidance: [
      'Show the bag or the pile you have gathered, at the place where you gathered it.',
      'Leave faces out of the picture.',
    ],
    judgedBy: 'PERSON',
    impact: {
      kgCo2: null,
      kgWaste: 10,
      meaning:
        'What one volunteer gathers on average at a clean-up of some hours (22 pounds). A short walk with one bag brings less.',
      source: 'Ocean Conservancy, International Coastal Cleanup 2020 report: the average volunteer collects 22 pounds',
      sourceUrl: 'https://oceanconservancy.org/trash-free-seas/international-coastal-cleanup/annual-data-release/',
    },
    impactNote: null,
  },
  {
    task: 'RECYCLING',
    title: 'Recycle',
    guidance: [
      'Show one item or one kind of material before you put it into its container, on a plain ground and filling the picture.',
      'Say which material it is.',
    ],
    judgedBy: 'MODEL',
    impact: null,
    impactNote: 'A photo does not weigh what was recycled, and what it saves differs tenfold by material.',
  },
  {
    task: 'CYCLING',
    title: 'Go by bicycle',
    guidance: ['Show your bicycle where your ride ends.', 'Stand still to take the photo.'],
    judgedBy: 'PERSON',
    impact: null,
    impactNote: 'A photo does not say how far you rode, nor what you would have taken instead.',
  },
  {
    task: 'PUBLIC_TRANSPORT',
    title: 'Go by bus, tram or train',
    guidance: [
      'Show the vehicle at the stop, or its inside from your seat.',
      'Leave faces and tickets with names out of the picture.',
    ],
    judgedBy: 'PERSON',
    impact: null,
    impactNote: 'A photo does not say how far you went, nor what you would have taken instead.',
  },
  {
    task: 'EV_CHARGING',
    title: 'Charge an electric vehicle',
    guidance: [
      'Show the plugged-in vehicle at one of our stations, while it charges.',
      'Take the photo there: your charging session proves it by place and time, and each session counts for one deed.',
    ],
    judgedBy: 'CHARGING_SESSION',
    impact: null,
    impactNote:
      'What driving electrically saves is counted by the kilometre, in the odometer’s score; here it would be counted twice.',
  },
]
