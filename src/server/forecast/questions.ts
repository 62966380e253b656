/** What the thread beside the server is asked, and what it answers: plain data, which goes from one to the other. */
import type { Counter } from '#lib/domain/queue/counter.ts';
import type { Ticket } from '#lib/domain/queue/ticket.ts';
import type {
	BranchFile,
	ChecklistReport,
	ConversionGroup,
	ConversionReport,
	DeviceHistory,
	DeviceReport,
	NextRow,
	PayingReport,
	StaffingAnswer,
	WhatIfAnswer,
	WhatIfScenario
} from '#lib/protocol/index.ts';
import type { ExportSpan } from '../reports/export-file.ts';
import type { StatGrouping, Stats } from '../reports/stats.ts';

/** A branch as it stands. Instants in epoch milliseconds. */
export interface Moment {
	file: BranchFile;
	now: number;
	/** The business day, YYYY-MM-DD. */
	day: string;
	/** Of today. */
	tickets: Ticket[];
	counters: Counter[];
	/** Priority calls in a row, by service. */
	runs: [string, number][];
}

export type Question =
	| { kind: 'past'; file: BranchFile; from: string; to: string; scenario: WhatIfScenario }
	| { kind: 'rest'; moment: Moment; scenario: WhatIfScenario }
	| { kind: 'next_hour'; moment: Moment }
	| { kind: 'staffing'; file: BranchFile; now: number; today: string; day: string }
	| { kind: 'conversion'; file: BranchFile; from: string; to: string; by: ConversionGroup }
	| { kind: 'stats'; file: BranchFile; from: string; to: string; by: StatGrouping }
	| { kind: 'csv_day'; span: ExportSpan; day: string }
	| { kind: 'workbook'; span: ExportSpan }
	| { kind: 'paying'; file: BranchFile; from: string; to: string }
	| { kind: 'devices'; file: BranchFile; from: string; to: string; now: number }
	| { kind: 'device_history'; file: BranchFile; device: string; from: string; to: string }
	| { kind: 'checklists'; file: BranchFile; from: string; to: string };

export interface Answers {
	past: WhatIfAnswer | null;
	rest: WhatIfAnswer;
	next_hour: NextRow[];
	staffing: StaffingAnswer | null;
	conversion: ConversionReport;
	stats: Stats;
	paying: PayingReport;
	devices: DeviceReport;
	device_history: DeviceHistory;
	checklists: ChecklistReport;
	csv_day: Uint8Array;
	workbook: Uint8Array;
}

export type AnswerTo<Q extends Question> = Answers[Q['kind']];
