/** How to trust the local CA. Names of menus are those of the systems, in their own words. */
export const zh = {
	title: '让这台设备信任厅堂',
	why: '厅堂用自己签发的证书加密。每台设备装一次并信任，以后打开就不再有警告。',
	warning: '第一次打开时浏览器会提示“连接不是私密连接”，属正常：点“详细信息”或“高级”，继续访问。',
	compareTitle: '先核对',
	compare: '下面的 SHA-256 指纹要与服务器启动时打印的一致。不一致就不要装，告诉维护的人。',
	fingerprint: 'SHA-256 指纹',
	download: '下载证书',
	thenTitle: '再安装并信任',
	platforms: {
		ipad: 'iPad、iPhone',
		android: '安卓平板、手机',
		windows: 'Windows',
		mac: 'Mac',
		linux: 'Linux、ChromeOS'
	},
	steps: {
		ipad: [
			'用 Safari 打开本页，点“下载证书”，再点“允许”。',
			'设置 › 通用 › VPN 与设备管理 › Foyer local CA › 安装。',
			'设置 › 通用 › 关于本机 › 证书信任设置，打开 Foyer local CA 的开关。',
			'回到厅堂，重新打开。'
		],
		android: [
			'用 Chrome 打开本页，点“下载证书”。',
			'设置 › 安全 › 加密与凭据 › 安装证书 › CA 证书 › 仍然安装。找不到就在设置里搜“证书”。',
			'选“下载”里的 foyer-ca.crt。没有锁屏密码的设备要先设一个。',
			'回到厅堂，重新打开。'
		],
		windows: [
			'点“下载证书”，打开 foyer-ca.crt，点“安装证书”。',
			'选“本地计算机”，没有管理员权限就选“当前用户”。',
			'选“将所有的证书都放入下列存储” › 浏览 › 受信任的根证书颁发机构 › 完成。',
			'关掉浏览器，再打开厅堂。'
		],
		mac: [
			'点“下载证书”，打开 foyer-ca.crt，它会进入“钥匙串访问”。',
			'双击 Foyer local CA，展开“信任”，选“始终信任”。',
			'关掉窗口，输入密码，再打开厅堂。'
		],
		linux: [
			'点“下载证书”。',
			'Chrome：设置 › 隐私和安全 › 安全 › 管理证书，在“授权机构”或“自定义”里导入 foyer-ca.crt，勾选用于识别网站。',
			'Firefox：设置 › 隐私与安全 › 查看证书 › 证书颁发机构 › 导入。',
			'重新打开厅堂。'
		]
	},
	limits: '这张证书只能为本网点的名称和内部网络地址作证，不能冒充别的网站。',
	files: {
		title: '没有要装的',
		detail:
			'这台服务器用的是贵行自备的证书，行里的设备一般已经信任。若浏览器仍有警告，请让科技部门在这台设备上装好行里的根证书。'
	},
	off: {
		title: '没有要装的',
		detail: '这台服务器自己不加密：只在本机打开，或由前面的代理加密。证书的事请问维护代理的人。'
	}
};

export const en: typeof zh = {
	title: 'Make this device trust Foyer',
	why: 'Foyer encrypts with a certificate that it signed itself. Install and trust it once on each device, and the warnings are gone.',
	warning:
		'The first time, the browser says that the connection is not private. That is expected: choose Details or Advanced, and go on.',
	compareTitle: 'First compare',
	compare:
		'The SHA-256 below has to be the one that the server printed when it started. If it is not, do not install it, and tell whoever looks after Foyer.',
	fingerprint: 'SHA-256 fingerprint',
	download: 'Download the certificate',
	thenTitle: 'Then install and trust it',
	platforms: {
		ipad: 'iPad, iPhone',
		android: 'Android tablet or phone',
		windows: 'Windows',
		mac: 'Mac',
		linux: 'Linux, ChromeOS'
	},
	steps: {
		ipad: [
			'Open this page in Safari, tap “Download the certificate”, then Allow.',
			'Settings › General › VPN & Device Management › Foyer local CA › Install.',
			'Settings › General › About › Certificate Trust Settings: turn on Foyer local CA.',
			'Go back to Foyer and open it again.'
		],
		android: [
			'Open this page in Chrome and tap “Download the certificate”.',
			'Settings › Security › Encryption & credentials › Install a certificate › CA certificate › Install anyway. Not there? Search the settings for “certificate”.',
			'Choose foyer-ca.crt in Downloads. A device without a screen lock needs one first.',
			'Go back to Foyer and open it again.'
		],
		windows: [
			'Click “Download the certificate”, open foyer-ca.crt, and click Install Certificate.',
			'Choose Local Machine, or Current User if you are no administrator.',
			'Choose “Place all certificates in the following store” › Browse › Trusted Root Certification Authorities › Finish.',
			'Close the browser, and open Foyer again.'
		],
		mac: [
			'Click “Download the certificate” and open foyer-ca.crt: it goes to Keychain Access.',
			'Double-click Foyer local CA, open Trust, and choose Always Trust.',
			'Close the window, enter your password, and open Foyer again.'
		],
		linux: [
			'Click “Download the certificate”.',
			'Chrome: Settings › Privacy and security › Security › Manage certificates; import foyer-ca.crt under Authorities or Custom, and tick that it identifies websites.',
			'Firefox: Settings › Privacy & Security › View Certificates › Authorities › Import.',
			'Open Foyer again.'
		]
	},
	limits:
		'This certificate can vouch only for the names of this branch and for addresses inside its network, never for another website.',
	files: {
		title: 'There is nothing to install',
		detail:
			'This server shows a certificate that your bank brought, and the bank’s devices usually trust it already. If the browser still warns, ask IT to install the bank’s root certificate on this device.'
	},
	off: {
		title: 'There is nothing to install',
		detail:
			'This server does not encrypt by itself: it is opened on its own machine, or a proxy in front of it encrypts. Ask whoever looks after the proxy about certificates.'
	}
};
