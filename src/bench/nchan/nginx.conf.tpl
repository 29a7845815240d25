# Nchan as a peer. The benchmark fills in the words between at signs.
worker_processes @WORKERS@;
worker_rlimit_nofile 20000;
daemon off;
pid @DIR@/nginx.pid;
error_log @DIR@/error.log warn;
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
events { worker_connections 16000; }
http {
  access_log off;
  keepalive_requests 100000000;
  keepalive_timeout 3600s;
  client_body_temp_path @DIR@/b; proxy_temp_path @DIR@/p; fastcgi_temp_path @DIR@/f; uwsgi_temp_path @DIR@/u; scgi_temp_path @DIR@/s;
  nchan_shared_memory_size 512M;
  @UPSTREAM@
  server {
    listen 127.0.0.1:@PORT@ backlog=4096;
    location ~ ^/x/(\w+)$ {
      nchan_subscriber eventsource;
      nchan_channel_id $1;
      nchan_subscriber_first_message newest;
      nchan_message_buffer_length 5000;
      nchan_message_timeout 2m;
      @STORE@
    }
    location ~ ^/pub/(\w+)$ {
      nchan_publisher;
      nchan_channel_id $1;
      nchan_message_buffer_length 5000;
      nchan_message_timeout 2m;
      @STORE@
    }
  }
}
