/** What came of a form of this page: `about` says of which. */
export interface Answer {
	about?: string;
	done?: true;
	code?: string;
	wait?: number | undefined;
	start?: {
		qr: { size: number; path: string };
		secret: string;
		backupCodes: readonly string[];
	};
}
